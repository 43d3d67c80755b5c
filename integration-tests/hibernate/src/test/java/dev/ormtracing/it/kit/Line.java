package dev.ormtracing.it.kit;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

@Entity(name = "Line")
@Table(name = "shop_lines")
class Line {

    @Id
    @GeneratedValue
    Integer id;

    @ManyToOne(fetch = FetchType.LAZY)
    Order order;

    String product;

    Line() {}

    Line(Order order, String product) {
        this.order = order;
        this.product = product;
    }
}
