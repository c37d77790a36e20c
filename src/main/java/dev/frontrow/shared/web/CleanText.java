package dev.frontrow.shared.web;

/** Text that PostgreSQL can store and UTF-8 can carry. */
final class CleanText {

    private CleanText() {}

    /** Neither a NUL nor half a surrogate pair in it. */
    static boolean isClean(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
