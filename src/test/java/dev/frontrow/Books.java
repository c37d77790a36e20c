package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

/** The organizer's reconciliation (O4). */
public final class Books {

    private Books() {}

    /** Fails unless every number of it is 0. */
    public static void assertBalanced(Api organizer) {
        var answer = organizer.get("/admin/reconciliation");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body().properties())
                .filteredOn(entry -> !entry.getKey().equals("checkedAt"))
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(entry.getValue().asLong()).as(entry.getKey()).isZero());
    }
}
