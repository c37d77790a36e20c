package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** The verified token of a request together with the roles it gives now. */
final class Requester extends JwtAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final boolean organizer;

    Requester(Jwt verified, Set<Role> roles) {
        super(
                verified,
                AuthorityUtils.createAuthorityList(
                        roles.stream().map(role -> "ROLE_" + role).toList()));
        organizer = roles.contains(Role.ORGANIZER);
    }

    UserId userId() {
        return Tokens.userOf(getToken());
    }

    boolean isOrganizer() {
        return organizer;
    }

    /** Who sent the running request; empty for an anonymous one. */
    static Optional<Requester> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Requester requester
                ? Optional.of(requester)
                : Optional.empty();
    }
}
