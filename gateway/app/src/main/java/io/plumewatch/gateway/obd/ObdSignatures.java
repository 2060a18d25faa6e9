package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.chip.ChipIds;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.ObdSignature;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Sm2;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a frame and checks its signature, if it has one and the registry has a key.
 *
 * <p>One check takes about a third of a millisecond, two when the chip's identity does not fit: some hundred packets that
 * a terminal had stored would keep the other connections of its event loop waiting. So checks run beside it, one at a
 * time for each connection, which also keeps its frames in order. Frames without a signature never leave the loop.
 */
final class ObdSignatures {

    private final ChipIds chips;
    private final Executor verifiers;
    private final Counters counters;

    ObdSignatures(ChipIds chips, Executor verifiers, Counters counters) {
        this.chips = chips;
        this.verifiers = verifiers;
        this.counters = counters;
    }

    /**
     * Reads a frame.
     *
     * @return fails with {@link io.plumewatch.gateway.chip.ChipIdsUnavailable} when the signer's identity cannot be
     *     looked up now
     */
    CompletableFuture<ReadFrame> read(ObdFrame frame, Optional<ProjectedDevice> device) {
        ObdProfile filed = device.map(ProjectedDevice::profile)
                .flatMap(ObdSignatures::profile)
                .orElse(null);
        ObdMessage message = ObdDecoder.decode(frame, filed);
        Octets key = device.map(this::filedKey).orElse(null);
        if (message instanceof ObdMessage.Activation activation && device.isPresent()) {
            return activation(frame, activation, filed, key);
        }
        if (message instanceof ObdMessage.Upload upload) {
            return upload(frame, upload, filed, key);
        }
        return CompletableFuture.completedFuture(ReadFrame.unsigned(frame, message, filed));
    }

    private CompletableFuture<ReadFrame> upload(
            ObdFrame frame, ObdMessage.Upload upload, @Nullable ObdProfile filed, @Nullable Octets key) {
        List<ObdSignature> signatures = signatures(upload);
        if (signatures.isEmpty() || key == null) {
            var state = signatures.isEmpty() ? Sm2.State.ABSENT : Sm2.State.NO_KEY;
            return CompletableFuture.completedFuture(read(frame, upload, filed, new Sm2.Verdict(state, null)));
        }
        return chips.of(frame.vin(), key.hex())
                .thenApplyAsync(
                        chipId -> read(frame, upload, filed, verify(signatures, key, chipId.orElse(null))), verifiers);
    }

    /** The signatures behind single blocks leave the packet's time uncovered, so they certify nothing. */
    private static ReadFrame read(
            ObdFrame frame, ObdMessage.Upload upload, @Nullable ObdProfile filed, Sm2.Verdict verdict) {
        boolean whole = upload.signature() != null;
        return new ReadFrame(frame, upload, filed, verdict, whole && verdict.state() == Sm2.State.VALID, null);
    }

    private static List<ObdSignature> signatures(ObdMessage.Upload upload) {
        ObdSignature whole = upload.signature();
        if (upload.layout() != Layout.B_SIGNED) {
            return whole == null ? List.of() : List.of(whole);
        }
        return upload.blocks().stream()
                .map(ObdBlock::signature)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Sm2.Verdict verify(List<ObdSignature> signatures, Octets key, @Nullable String chipId) {
        Sm2.Verdict verdict = new Sm2.Verdict(Sm2.State.INVALID, null);
        for (ObdSignature signature : signatures) {
            verdict = Sm2.verify(signature, key, chipId);
            if (verdict.state() != Sm2.State.VALID) {
                return verdict;
            }
        }
        return verdict;
    }

    private CompletableFuture<ReadFrame> activation(
            ObdFrame frame, ObdMessage.Activation activation, @Nullable ObdProfile filed, @Nullable Octets key) {
        return CompletableFuture.supplyAsync(
                        () -> Sm2.verify(activation.signature(), activation.publicKey(), activation.chipId()),
                        verifiers)
                .thenCompose(own -> {
                    ReadFrame read = activated(frame, activation, filed, key, own);
                    return read.certified()
                            ? chips.remember(frame.vin(), activation.publicKey().hex(), activation.chipId())
                                    .thenApply(unused -> read)
                            : CompletableFuture.completedFuture(read);
                });
    }

    private static ReadFrame activated(
            ObdFrame frame,
            ObdMessage.Activation activation,
            @Nullable ObdProfile filed,
            @Nullable Octets key,
            Sm2.Verdict own) {
        boolean holds = own.state() == Sm2.State.VALID;
        boolean sameKey = key != null && activation.publicKey().equals(key);
        ActivationOutcome outcome;
        if (!holds) {
            outcome = ActivationOutcome.FAILED;
        } else if (!activation.vin().equals(frame.vin())) {
            outcome = ActivationOutcome.WRONG_VIN;
        } else {
            outcome = key == null || sameKey ? ActivationOutcome.ACTIVATED : ActivationOutcome.OTHER_KEY;
        }
        Sm2.Verdict verdict = own;
        if (holds && !sameKey) {
            verdict = new Sm2.Verdict(key == null ? Sm2.State.NO_KEY : Sm2.State.INVALID, null);
        }
        boolean certified = sameKey && outcome == ActivationOutcome.ACTIVATED;
        return new ReadFrame(frame, activation, filed, verdict, certified, outcome);
    }

    private @Nullable Octets filedKey(ProjectedDevice device) {
        String hex = device.publicKey();
        if (hex == null) {
            return null;
        }
        if (!hex.matches("[0-9a-fA-F]{128}")) {
            counters.event(Protocol.OBD, "unusable_key");
            return null;
        }
        return Octets.ofHex(hex.toUpperCase(Locale.ROOT));
    }

    /** Registered as {@code P3} or with a version behind it, {@code P3@1}. */
    private static Optional<ObdProfile> profile(String filed) {
        int at = filed.indexOf('@');
        return ObdProfile.of(at < 0 ? filed : filed.substring(0, at));
    }
}
