package dev.frontrow.card;

import dev.frontrow.shared.InvalidRequest;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * A card on its way to the provider. Its number is in no table, log, event, trace or error (P5), so this is never
 * written anywhere: not even as text.
 *
 * @param number 12 to 19 digits that add up as Luhn has it
 * @param expiry the last month in which it is good
 * @param holder as it stands on the card
 */
public record Card(String number, YearMonth expiry, String holder) {

    private static final Pattern GAPS = Pattern.compile("[ -]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final Pattern EXPIRY = Pattern.compile("(0[1-9]|1[0-2])/(?:20)?([0-9]{2})");
    private static final int CENTURY = 2000;
    private static final int LONGEST_YEARS = 20;

    /**
     * Reads a card as a fan types it.
     *
     * @param number digits, with spaces or dashes where one likes
     * @param expiry {@code MM/YY} or {@code MM/YYYY}
     * @param now the current month where the concerts are
     * @throws InvalidRequest when the number is none, or the card is not good at present
     */
    static Card read(String number, String expiry, String holder, YearMonth now) {
        String digits = GAPS.matcher(number).replaceAll("");
        if (!NUMBER.matcher(digits).matches() || !addsUp(digits)) {
            throw new InvalidRequest("cardNumber", "card.number");
        }
        var month = EXPIRY.matcher(expiry.strip());
        if (!month.matches()) {
            throw new InvalidRequest("expiry", "card.expiry");
        }
        var last = YearMonth.of(CENTURY + Integer.parseInt(month.group(2)), Integer.parseInt(month.group(1)));
        if (last.isBefore(now) || last.isAfter(now.plusYears(LONGEST_YEARS))) {
            throw new InvalidRequest("expiry", "card.expired");
        }
        return new Card(digits, last, holder.strip());
    }

    /** Luhn: every second digit from the right is doubled, and the digits of all add up to a multiple of ten. */
    private static boolean addsUp(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    Brand brand() {
        return Brand.of(number);
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "Card[]";
    }
}
