package dev.ormtracing.it.overflow;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A link of a chain; what its listener and its converter do is up to the test. */
@Entity
@Table(name = "links")
class Link implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** What runs at each place, or null. */
    static volatile @Nullable Place place;

    /** Called there, with the number of the link where that is known. */
    static volatile Action action = number -> {};

    enum Place {
        LOAD,
        UPDATE,
        READ,
        WRITE
    }

    interface Action {

        void run(long number);
    }

    @Id
    long id;

    @Convert(converter = Text.class)
    String text = "";

    protected Link() {}

    Link(long id) {
        this.id = id;
    }

    @PostLoad
    void loaded() {
        reached(Place.LOAD, id);
    }

    @PreUpdate
    void updates() {
        reached(Place.UPDATE, id);
    }

    private static void reached(Place here, long number) {
        if (place == here) {
            action.run(number);
        }
    }

    @Converter
    static final class Text implements AttributeConverter<String, String> {

        @Override
        public String convertToDatabaseColumn(String attribute) {
            reached(Place.WRITE, attribute.length());
            return attribute;
        }

        @Override
        public String convertToEntityAttribute(String column) {
            reached(Place.READ, column.length());
            return column;
        }
    }
}
