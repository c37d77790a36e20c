package dev.frontrow.identity;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Forbidden;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sign-up, and what users change of themselves. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

    private static final int MOST_NAME_CHARACTERS = 50;
    /** No line breaks and no turning of the writing's direction, which could forge lines where names are listed. */
    static final String PRINTABLE = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*";

    /** Who wants in. */
    record SignUp(
            @NotBlank @Size(max = MOST_NAME_CHARACTERS) @Pattern(regexp = PRINTABLE, message = "{field.printable}")
            String username,

            @NotBlank @Size(max = Email.MOST_CHARACTERS) @jakarta.validation.constraints.Email(regexp = PRINTABLE)
            String email,

            @NotNull @Password String password) {

        SignUp {
            email = Email.normal(email);
        }

        /** Not the password. */
        @Override
        public String toString() {
            return "SignUp[" + email + "]";
        }
    }

    record SignedUp(UserId userId, String username, String email) {}

    /** A password instead of another. */
    record PasswordChange(
            @NotEmpty @Size(max = LogInController.MOST_PASSWORD_CHARACTERS)
            String currentPassword,

            @NotNull @Password String newPassword) {

        /** Neither of them. */
        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    private final Users users;
    private final PasswordChanges passwords;

    UserController(Users users, PasswordChanges passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    @PostMapping
    @Anonymous(ignoresToken = true)
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses("409 EMAIL_TAKEN")
    Success<SignedUp> signUp(@Valid @RequestBody SignUp asked) {
        var user = users.signUp(asked.username(), asked.email(), asked.password());
        return Success.of(new SignedUp(user.id(), user.username(), user.email()));
    }

    /** Only one's own, whoever asks. */
    @PutMapping("/{userId}/password")
    @Refuses({"401 BAD_CREDENTIALS", "403 FORBIDDEN", "429 RATE_LIMITED"})
    Success<AccessToken> changePassword(
            Caller caller, @PathVariable UserId userId, @Valid @RequestBody PasswordChange asked) {
        if (!caller.userId().equals(userId)) {
            throw new Forbidden();
        }
        return Success.of(AccessToken.of(passwords.change(userId, asked.currentPassword(), asked.newPassword())));
    }
}
