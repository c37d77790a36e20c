package dev.frontrow.card;

/** Whose card it is, by the first digits of its number. */
enum Brand {
    VISA("4"),
    MASTERCARD("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"),
    AMEX("3[47]"),
    JCB("35(2[89]|[3-8])"),
    UNIONPAY("62"),
    DISCOVER("6011|64[4-9]|65"),
    OTHER("");

    private final String beginning;

    Brand(String beginning) {
        this.beginning = beginning;
    }

    static Brand of(String number) {
        for (Brand brand : values()) {
            if (number.matches("(" + brand.beginning + ").*")) {
                return brand;
            }
        }
        return OTHER;
    }
}
