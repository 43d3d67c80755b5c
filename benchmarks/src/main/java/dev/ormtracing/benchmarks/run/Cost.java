package dev.ormtracing.benchmarks.run;

/** What an operation costs, or what something adds to it. */
record Cost(double nanos, double bytes) {

    static final Cost NOTHING = new Cost(0, 0);

    Cost plus(Cost other) {
        return new Cost(nanos + other.nanos, bytes + other.bytes);
    }

    Cost minus(Cost other) {
        return new Cost(nanos - other.nanos, bytes - other.bytes);
    }

    Cost times(double factor) {
        return new Cost(nanos * factor, bytes * factor);
    }
}
