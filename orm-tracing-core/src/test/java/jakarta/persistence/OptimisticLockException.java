package jakarta.persistence;

/** Has the name of the real one, which the core knows by its name alone. */
public class OptimisticLockException extends RuntimeException {}
