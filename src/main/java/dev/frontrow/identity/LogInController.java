package dev.frontrow.identity;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Log-in. */
@RestController
@RequestMapping("/api/v1/auth")
class LogInController {

    /** More than any password that could be right. */
    static final int MOST_PASSWORD_CHARACTERS = 1000;

    /** Who says to be whom. */
    record Credentials(
            @NotBlank
            @Size(max = Email.MOST_CHARACTERS)
            @jakarta.validation.constraints.Email(regexp = UserController.PRINTABLE)
            String email,

            @NotEmpty @Size(max = MOST_PASSWORD_CHARACTERS) String password) {

        Credentials {
            email = Email.normal(email);
        }

        /** Not the password. */
        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    private final LogIns logIns;

    LogInController(LogIns logIns) {
        this.logIns = logIns;
    }

    @PostMapping("/login")
    @Anonymous(ignoresToken = true)
    @Refuses({"401 BAD_CREDENTIALS", "403 ACCOUNT_BLOCKED", "429 RATE_LIMITED"})
    Success<AccessToken> logIn(@Valid @RequestBody Credentials asked) {
        return Success.of(AccessToken.of(logIns.logIn(asked.email(), asked.password())));
    }
}
