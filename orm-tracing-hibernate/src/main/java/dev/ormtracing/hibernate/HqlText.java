package dev.ormtracing.hibernate;

/** HQL that is fit to be shown. */
final class HqlText {

    private HqlText() {}

    /** The text with each string and number literal replaced by a question mark. */
    static String withoutLiterals(String hql) {
        StringBuilder shown = new StringBuilder(hql.length());
        int at = 0;
        while (at < hql.length()) {
            char c = hql.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '"') {
                end = endOfString(hql, at);
                shown.append('?');
            } else if (isDigit(c)) {
                end = endOfNumber(hql, at);
                shown.append('?');
            } else if (startsName(c)) {
                end = endOfName(hql, at);
                shown.append(hql, at, end);
            } else {
                shown.append(c);
            }
            at = end;
        }
        return shown.toString();
    }

    /** A doubled quote is a quote in the literal. */
    private static int endOfString(String hql, int start) {
        char quote = hql.charAt(start);
        int at = start + 1;
        while (at < hql.length()) {
            if (hql.charAt(at) == quote) {
                if (at + 1 == hql.length() || hql.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
            at++;
        }
        return at;
    }

    private static int endOfNumber(String hql, int start) {
        int at = start;
        while (at < hql.length() && (Character.isLetterOrDigit(hql.charAt(at)) || hql.charAt(at) == '.')) {
            boolean signed =
                    Character.toLowerCase(hql.charAt(at)) == 'e' && at + 1 < hql.length() && isSign(hql, at + 1);
            at += signed ? 2 : 1;
        }
        return at;
    }

    /** Digits in a name, or in the number of a parameter, are no literals. */
    private static int endOfName(String hql, int start) {
        int at = start + 1;
        while (at < hql.length() && (Character.isJavaIdentifierPart(hql.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static boolean startsName(char c) {
        return Character.isJavaIdentifierStart(c) || c == '?' || c == ':';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(String hql, int at) {
        return hql.charAt(at) == '-' || hql.charAt(at) == '+';
    }
}
