package dev.ormtracing.jdbc.internal;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Date;
import java.sql.DriverPropertyInfo;
import java.sql.JDBCType;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A value of whatever type JDBC asks for, never a default one. */
public record Values(RecordingDriver driver) {

    public @Nullable Object of(Class<?> type) {
        if (type == void.class) {
            return null;
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == Boolean.class) {
            return number(type);
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, of(type.getComponentType()));
            return array;
        }
        return object(type);
    }

    static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() && type != void.class
                ? Array.get(Array.newInstance(type, 1), 0).getClass()
                : type;
    }

    private static Object number(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> true;
            case "byte" -> (byte) 7;
            case "short" -> (short) 7;
            case "int" -> 7;
            case "long" -> 7L;
            case "float" -> 7f;
            case "double" -> 7d;
            case "BigDecimal" -> new BigDecimal("7.5");
            default -> throw new AssertionError(type);
        };
    }

    private Object object(Class<?> type) {
        if (type == String.class) {
            return new String("text");
        }
        if (type == Object.class) {
            return new Object();
        }
        if (type == Class.class) {
            return String.class;
        }
        if (type == Date.class) {
            return new Date(7);
        }
        if (type == Time.class) {
            return new Time(7);
        }
        if (type == Timestamp.class) {
            return new Timestamp(7);
        }
        if (type == Calendar.class) {
            return Calendar.getInstance();
        }
        return rare(type);
    }

    private Object rare(Class<?> type) {
        if (type == Properties.class) {
            return new Properties();
        }
        if (type == java.net.URL.class) {
            try {
                return URI.create("http://localhost").toURL();
            } catch (java.net.MalformedURLException e) {
                throw new AssertionError(e);
            }
        }
        if (type == SQLType.class) {
            return JDBCType.INTEGER;
        }
        if (type == Map.class) {
            return Map.of("t", String.class);
        }
        if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        if (type == java.sql.RowIdLifetime.class) {
            return java.sql.RowIdLifetime.ROWID_VALID_FOREVER;
        }
        if (type == java.util.logging.Logger.class) {
            return java.util.logging.Logger.getLogger("t");
        }
        if (type == java.sql.SQLWarning.class) {
            return new java.sql.SQLWarning("t");
        }
        if (type == java.io.InputStream.class) {
            return java.io.InputStream.nullInputStream();
        }
        if (type == java.io.Reader.class) {
            return java.io.Reader.nullReader();
        }
        if (type == java.io.PrintWriter.class) {
            return new java.io.PrintWriter(java.io.Writer.nullWriter());
        }
        if (type == DriverPropertyInfo.class) {
            return new DriverPropertyInfo("t", "t");
        }
        return driver.object(type);
    }
}
