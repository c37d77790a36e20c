package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;

/** What the person at the console reads when a file of {@code server.ssl.*} is missing. */
class TlsFilesAnalyzerTests {

    private final TlsFilesAnalyzer analyzer = new TlsFilesAnalyzer();
    private final Ssl ssl = new Ssl();

    @Test
    void aCertificateThatIsNotThereIsNamed() {
        ssl.setCertificate("/nowhere/its.crt");
        ssl.setCertificatePrivateKey("/nowhere/its.key");
        assertSaid("/nowhere/its.crt");
    }

    @Test
    void aKeyStoreThatIsNotThereIsNamed() {
        ssl.setKeyStore("/nowhere/its.p12");
        assertSaid("/nowhere/its.p12");
    }

    @Test
    void anotherFaultIsNone() {
        assertThat(analyzer.analyze(new IllegalStateException("other"))).isNull();
    }

    private void assertSaid(String file) {
        var failed = catchThrowable(
                () -> WebServerSslBundle.get(ssl, null).getStores().getKeyStore());
        assertThat(analyzer.analyze(new IllegalArgumentException("the web server", failed)))
                .extracting(analysis -> analysis.getDescription())
                .asString()
                .contains("server.ssl", file, "FileNotFoundException")
                .hasLineCount(1);
    }
}
