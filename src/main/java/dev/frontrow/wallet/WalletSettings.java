package dev.frontrow.wallet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code frontrow.wallet.*}.
 *
 * @param freeCharge whether a wallet may be charged without a card, as a demo needs (P5)
 */
@ConfigurationProperties("frontrow.wallet")
record WalletSettings(@DefaultValue("true") boolean freeCharge) {}
