package dev.ormtracing.load.run;

import java.util.Locale;

/** The requests of the mix. */
enum Request {
    FIND(16),
    QUERY(3),
    INSERT(1);

    private static final long OF_ALL = 20;

    private final int share;

    Request(int share) {
        this.share = share;
    }

    /** The kinds alternate in the same order for every variant. */
    static Request of(long number) {
        return switch ((int) (number % OF_ALL)) {
            case 3, 10, 17 -> QUERY;
            case 6 -> INSERT;
            default -> FIND;
        };
    }

    /** Of one request in the mix. */
    double share() {
        return (double) share / OF_ALL;
    }

    String method() {
        return this == INSERT ? "POST" : "GET";
    }

    /** Each number reads another entity, without an order that a cache could like. */
    String path(long number) {
        long scattered = (number * 0x9E3779B97F4A7C15L) >>> 33;
        return switch (this) {
            case FIND -> "/authors/" + scattered % Database.AUTHORS;
            case QUERY -> "/books?first=" + scattered % (Database.BOOKS - 20);
            case INSERT -> "/books/" + scattered % Database.BOOKS + "/loans";
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
