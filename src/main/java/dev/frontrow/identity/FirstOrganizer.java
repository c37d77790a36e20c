package dev.frontrow.identity;

import dev.frontrow.shared.CannotStart;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the organizer who makes all others (I4). Any number of instances may start at once: one of them makes it. */
@Component
class FirstOrganizer implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstOrganizer.class);
    private static final String USERNAME = "organizer";

    private final AdminSettings settings;
    private final UserStore users;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstOrganizer(
            AdminSettings settings,
            UserStore users,
            AccountStore accounts,
            Passwords passwords,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run(@Nullable ApplicationArguments arguments) {
        var configured = settings.password();
        if (users.byEmail(settings.email()).isPresent()
                || (configured == null && accounts.anyOrganizer().isPresent())) {
            return;
        }
        if (configured == null) {
            makeWithGeneratedPassword();
        } else {
            makeWith(configured);
        }
    }

    private void makeWith(String configured) {
        if (!Passwords.isLongEnough(configured) || !Passwords.fits(configured)) {
            throw new CannotStart("frontrow.admin.password must have at least " + Passwords.LEAST_CHARACTERS
                    + " characters and at most " + Passwords.MOST_BYTES + " bytes");
        }
        if (users.insert(organizer(configured), clock.instant())) {
            tell("configured");
        }
    }

    /** Printed before the commit: after a crash between the two the next start prints another. */
    private void makeWithGeneratedPassword() {
        var password = Passwords.generated();
        var organizer = organizer(password);
        transaction.executeWithoutResult(status -> {
            if (users.insert(organizer, clock.instant())) {
                print(password);
                tell("generated");
            }
        });
    }

    /** The one place where a password is shown, to whoever started the server for the first time. */
    private void print(String password) {
        System.out.println("First organizer: e-mail " + settings.email() + ", password " + password
                + " (not shown again; set frontrow.admin.email and frontrow.admin.password to choose)");
        System.out.flush();
    }

    private void tell(String origin) {
        LOG.atInfo()
                .addKeyValue("email", settings.email())
                .addKeyValue("password", origin)
                .log("first organizer made");
    }

    private User organizer(String password) {
        var id = new UserId(Ids.next());
        return User.created(id, USERNAME, settings.email(), passwords.hash(password), EnumSet.allOf(Role.class));
    }
}
