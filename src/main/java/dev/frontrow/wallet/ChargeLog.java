package dev.frontrow.wallet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Logs charges once they are committed (Q4). */
@Component
class ChargeLog {

    private static final Logger log = LoggerFactory.getLogger("dev.frontrow.wallet");

    @TransactionalEventListener(fallbackExecution = true)
    void tell(WalletEvent.PointsCharged charge) {
        log.atInfo()
                .addKeyValue("user", charge.userId())
                .addKeyValue("amount", charge.amount())
                .addKeyValue("balance", charge.balance())
                .log("wallet charged");
    }
}
