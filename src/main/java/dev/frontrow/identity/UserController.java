package dev.frontrow.identity;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sign-up. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

    private static final int MOST_NAME_CHARACTERS = 50;
    /** No line breaks and no turning of the writing's direction, which could forge lines where names are listed. */
    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*";

    /** Who wants in. */
    record SignUp(
            @NotBlank @Size(max = MOST_NAME_CHARACTERS) @Pattern(regexp = PRINTABLE, message = "{field.printable}")
            String username,

            @NotBlank @Size(max = Email.MOST_CHARACTERS) @jakarta.validation.constraints.Email
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

    private final Users users;

    UserController(Users users) {
        this.users = users;
    }

    @PostMapping
    @Anonymous(ignoresToken = true)
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses("409 EMAIL_TAKEN")
    Success<SignedUp> signUp(@Valid @RequestBody SignUp asked) {
        var user = users.signUp(asked.username(), asked.email(), asked.password());
        return Success.of(new SignedUp(user.id(), user.username(), user.email()));
    }
}
