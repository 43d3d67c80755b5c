package com.example.shop;

import java.util.function.Supplier;

/** Stands for the code of an application. */
public final class UserService {

    private UserService() {}

    /** Calls what an operation would. */
    public static <T> T load(Supplier<T> repository) {
        return repository.get();
    }

    /** Calls an operation from deeper down than anybody looks. */
    public static <T> T loadFrom(int depth, Supplier<T> repository) {
        return depth == 0 ? Library.call(repository) : loadFrom(depth - 1, repository);
    }

    /** Stands for a generated proxy. */
    static final class Library$$SpringCGLIB$$0 {

        static <T> T call(Supplier<T> repository) {
            return repository.get();
        }

        private Library$$SpringCGLIB$$0() {}
    }

    private static final class Library {

        static <T> T call(Supplier<T> repository) {
            return Library$$SpringCGLIB$$0.call(repository);
        }
    }
}
