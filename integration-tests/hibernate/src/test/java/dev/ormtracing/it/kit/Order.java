package dev.ormtracing.it.kit;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

@Entity(name = "Order")
@Table(name = "shop_orders")
class Order {

    @Id
    @GeneratedValue
    Integer id;

    @Version
    int version;

    String customer;

    String remark;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL)
    List<Line> lines = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "shop_notes")
    Set<String> notes = new HashSet<>();

    Order() {}

    Order(String customer, int lines) {
        this.customer = customer;
        for (int i = 0; i < lines; i++) {
            this.lines.add(new Line(this, "product " + i));
        }
    }
}
