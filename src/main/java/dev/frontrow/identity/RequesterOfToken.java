package dev.frontrow.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Judges a verified token by how its user stands now, where that differs from what the token says (O5). */
@Component
class RequesterOfToken implements Converter<Jwt, AbstractAuthenticationToken> {

    private final Standings standings;

    RequesterOfToken(Standings standings) {
        this.standings = standings;
    }

    /** A queue token does not make an organizer, whoever's it is. */
    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        var user = Tokens.userOf(token);
        if (standings.isWorthless(token)) {
            throw new InvalidBearerTokenException("blocked, or of before a change of the password");
        }
        return TokenKind.of(token) == TokenKind.QUEUE
                ? new Requester(token, Set.of(Role.FAN))
                : new Requester(
                        token, standings.of(user).map(Standings.Standing::roles).orElseGet(() -> rolesIn(token)));
    }

    /** Names that this version does not know, of another one that has the same key, give nothing. */
    private static Set<Role> rolesIn(Jwt token) {
        List<String> names = token.getClaimAsStringList(LogIns.ROLES);
        return names == null
                ? Set.of(Role.FAN)
                : Arrays.stream(Role.values())
                        .filter(role -> names.contains(role.name()))
                        .collect(Collectors.toSet());
    }
}
