package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.shared.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I3: where the key comes from. */
class SigningKeyTests {

    private static final String TEXT = "thirty-two bytes, and then some!";

    @TempDir
    Path folder;

    @Test
    void aTextOf32BytesIsAKey() {
        assertThat(SigningKey.from(TEXT, folder).getEncoded()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void base64Of32BytesIsAKey() {
        var bytes = new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        };
        assertThat(SigningKey.from(Base64.getEncoder().encodeToString(bytes), folder)
                        .getEncoded())
                .isEqualTo(bytes);
    }

    @Test
    void aShorterOneIsRefusedAtTheStartAndNotRepeated() {
        assertThatThrownBy(() -> SigningKey.from("too short a secret", folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("frontrow.identity.jwt-secret")
                .hasMessageNotContaining("too short a secret");
    }

    @Test
    void withoutOneItIsGeneratedAndKeptForItsOwnerOnly() throws IOException {
        var first = SigningKey.from(null, folder.resolve("new"));
        assertThat(first.getEncoded()).hasSize(32);
        assertThat(SigningKey.from(" ", folder.resolve("new"))).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/jwt.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void serversThatStartAtOnceAgree() {
        var keys = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> SigningKey.from(null, folder))
                .map(SecretKey::getEncoded)
                .toList();
        assertThat(keys).allSatisfy(key -> assertThat(key).isEqualTo(keys.getFirst()));
    }
}
