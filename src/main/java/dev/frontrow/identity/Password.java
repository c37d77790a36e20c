package dev.frontrow.identity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;

/** A new password: at least 8 characters and at most 72 bytes in UTF-8, beyond which bcrypt does not look (I1). */
@Documented
@Constraint(validatedBy = Password.Rule.class)
@Retention(RetentionPolicy.RUNTIME)
@interface Password {

    String message() default "{field.password}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is left to {@code @NotNull}. */
    class Rule implements ConstraintValidator<Password, String> {
        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null || (Passwords.isLongEnough(password) && Passwords.fits(password));
        }
    }
}
