package dev.frontrow.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.admin.*}: the first organizer (I4). Made at the start when nobody has the e-mail; somebody who has it
 * stays as they are, so a password changed here later changes nothing. With another e-mail, a new organizer is made.
 *
 * @param email {@code admin@frontrow.local} by default
 * @param password 8 characters to 72 bytes. Absent, one is generated and printed once, unless there is an organizer
 */
@Validated
@ConfigurationProperties("frontrow.admin")
record AdminSettings(
        @DefaultValue("admin@frontrow.local") @NotBlank @Email
        String email,

        @Nullable String password) {

    AdminSettings {
        email = dev.frontrow.identity.Email.normal(email);
    }

    /** Without the password, since settings get printed. */
    @Override
    public String toString() {
        return "AdminSettings[email=" + email + "]";
    }
}
