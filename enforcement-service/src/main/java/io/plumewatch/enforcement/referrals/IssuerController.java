package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.EveryDevice;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Role;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How the issuer stands, and how its epoch is raised after the database was restored from a backup. */
@RestController
@RequestMapping("/api/v1/issuer-epochs")
class IssuerController {

    private static final int LONGEST_REASON = 500;

    private final IssuerGuard guard;
    private final IssuerEpochs epochs;
    private final Audit audit;
    private final EveryDevice everyDevice;

    IssuerController(IssuerGuard guard, IssuerEpochs epochs, Audit audit, EveryDevice everyDevice) {
        this.guard = guard;
        this.epochs = epochs;
        this.audit = audit;
        this.everyDevice = everyDevice;
    }

    @GetMapping
    @Allow(Role.ADMIN)
    Standing list() {
        IssuerStanding standing = guard.standing();
        return new Standing(standing, standing.meaning(), epochs.all());
    }

    @PostMapping
    @Allow(Role.ADMIN)
    @ResponseStatus(HttpStatus.CREATED)
    Raised raise(Caller caller, @RequestBody JsonNode body) {
        everyDevice.require(caller);
        Fields fields = Fields.of(body);
        String reason = fields.text("reason", LONGEST_REASON);
        Integer lastEpoch = fields.optionalInteger("lastEpoch", 1, ReferralNumber.LAST_EPOCH);
        fields.refuseIfWrong();
        int epoch = guard.raise(reason, lastEpoch);
        audit.record(caller, "ISSUER_EPOCH_RAISED", Integer.toString(epoch));
        return new Raised(epoch);
    }

    /** How the issuer stands, and every epoch so far. */
    record Standing(IssuerStanding standing, String meaning, List<IssuerEpochs.Epoch> items) {}

    /** The epoch that numbers what is issued from now on. */
    record Raised(int epoch) {}
}
