package dev.ormtracing.testing.internal.baseline;

/** Numbers of things. */
final class Words {

    private Words() {}

    static String count(long number, String thing) {
        return number + " " + things(number, thing);
    }

    static String things(long number, String thing) {
        if (number == 1) {
            return thing;
        }
        return thing.equals("entity") ? "entities" : thing + "s";
    }
}
