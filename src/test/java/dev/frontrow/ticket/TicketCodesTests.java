package dev.frontrow.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ticket's code says, and that nobody else can write one. */
class TicketCodesTests {

    /** The first key of RFC 8032, 7.1. */
    private static final String SECRET = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String OPEN = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static final TicketCodes CODES = new TicketCodes(configured());
    private static final String GOOD =
            CODES.write(new Ticket(new ReservationId(UUID.randomUUID()), new PerformanceId(7), 12));

    private static TicketKey configured() {
        var bytes = HexFormat.of().parseHex(SECRET);
        return TicketKey.from(Base64.getEncoder().encodeToString(bytes), Path.of("none"));
    }

    @Property(tries = 200)
    void aCodeIsReadAsItWasWritten(
            @ForAll long high,
            @ForAll long low,
            @ForAll @LongRange(min = 1) long performance,
            @ForAll @IntRange(min = 1, max = 60_000) int seat) {
        var ticket = new Ticket(new ReservationId(new UUID(high, low)), new PerformanceId(performance), seat);
        var code = CODES.write(ticket);
        assertThat(code).hasSize(TicketCodes.CHARACTERS).matches("[A-Za-z0-9_-]+");
        assertThat(CODES.read(code)).contains(ticket);
    }

    @Property(tries = 200)
    void aChangedCodeIsNone(@ForAll @IntRange(min = 0, max = 90) int at, @ForAll @IntRange(min = 1, max = 255) int by) {
        var bytes = Base64.getUrlDecoder().decode(GOOD);
        bytes[at] ^= (byte) by;
        assertThat(CODES.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEmpty();
    }

    @Property(tries = 200)
    void noTextIsACode(@ForAll String text) {
        assertThat(CODES.read(text)).isEmpty();
        assertThat(CODES.read(text + GOOD)).matches(read -> text.isEmpty() || read.isEmpty());
    }

    @Test
    void aCodeHasOneSpellingOnly() {
        char last = GOOD.charAt(GOOD.length() - 1);
        for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            assertThat(CODES.read(GOOD.substring(0, GOOD.length() - 1) + other).isPresent())
                    .isEqualTo(other == last);
        }
    }

    @Test
    void theKeyIsThatOfTheStandard() {
        assertThat(HexFormat.of().formatHex(configured().publicBytes())).isEqualTo(OPEN);
        assertThat(HexFormat.of().formatHex(configured().sign(new byte[0])))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void withoutOneAKeyIsGeneratedAndKept(@TempDir Path folder) throws Exception {
        var first = TicketKey.from(null, folder);
        assertThat(TicketKey.from(" ", folder).publicBytes()).isEqualTo(first.publicBytes());
        Files.delete(folder.resolve("ticket.key"));
        assertThat(TicketKey.from(null, folder).publicBytes()).isNotEqualTo(first.publicBytes());
    }

    @Test
    void anythingElseThanThirtyTwoBytesIsRefusedAtTheStartAndNotRepeated() {
        for (var wrong : new String[] {"not a key at all!", Base64.getEncoder().encodeToString(new byte[33])}) {
            assertThatThrownBy(() -> TicketKey.from(wrong, Path.of("none")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("frontrow.ticket.signing-key")
                    .hasMessageNotContaining(wrong);
        }
    }

    @Test
    void settingsDoNotTellTheKey() {
        assertThat(new TicketSettings("secret").toString()).doesNotContain("secret");
    }
}
