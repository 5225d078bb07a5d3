package org.hongting.simulator.fuzz.reader;

import java.util.List;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.claim.IdentityAsk;
import org.hongting.protocol.claim.PairingBegun;
import org.hongting.protocol.claim.PairingRefused;
import org.hongting.protocol.claim.PairingShow;
import org.hongting.protocol.claim.PairingStart;
import org.hongting.protocol.claim.PairingWaiting;
import org.hongting.protocol.claim.RenewalRefused;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.wire.AttachmentReceipt;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.RefusedRequest;

/// What is said before anybody is known to anybody, and unsigned answers of the centre.
final class ClaimTargets {
    private ClaimTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "claim-request",
                        ClaimRequest.MAX_BYTES,
                        bytes -> isRead(() -> {
                            ClaimRequest request = ClaimRequest.read(bytes);
                            Promise.holds(
                                    request.csrBytes().length <= ClaimRequest.CSR_BYTES, () -> "the request is short");
                            Promise.isReadAgainTheSame(request, said -> ClaimRequest.read(said.write()));
                        })),
                new FuzzTarget(
                        "claim-response",
                        ClaimResponse.MAX_BYTES,
                        bytes -> isRead(() -> {
                            ClaimResponse response = ClaimResponse.read(bytes);
                            Promise.holds(!response.certificateBytes().isEmpty(), () -> "there is a certificate");
                            Promise.isReadAgainTheSame(response, said -> ClaimResponse.read(said.write()));
                        })),
                new FuzzTarget(
                        "claim-refused",
                        ClaimRefused.MAX_BYTES,
                        bytes -> isRead(() -> Promise.isReadAgainTheSame(
                                ClaimRefused.read(bytes), said -> ClaimRefused.read(said.write())))),
                new FuzzTarget(
                        "claim-ticket",
                        ClaimTicket.MAX_BYTES,
                        bytes -> isRead(() -> {
                            ClaimTicket ticket = ClaimTicket.read(bytes);
                            Promise.holds(
                                    "https".equals(ticket.claimAddress().getScheme()),
                                    () -> "claims are posted over HTTPS");
                            Promise.isReadAgainTheSame(ticket, said -> ClaimTicket.read(said.write()));
                        })),
                new FuzzTarget(
                        "identity-ask",
                        IdentityAsk.MAX_BYTES,
                        bytes -> isRead(() -> Promise.isReadAgainTheSame(
                                IdentityAsk.read(bytes), said -> IdentityAsk.read(said.write())))),
                new FuzzTarget(
                        "pairing-start",
                        PairingStart.MAX_BYTES,
                        bytes -> isRead(() -> Promise.isReadAgainTheSame(
                                PairingStart.read(bytes), said -> PairingStart.read(said.write())))),
                new FuzzTarget(
                        "pairing-show",
                        PairingShow.MAX_BYTES,
                        bytes -> isRead(() -> Promise.isReadAgainTheSame(
                                PairingShow.read(bytes), said -> PairingShow.read(said.write())))),
                new FuzzTarget("pairing-answer", PairingBegun.MAX_BYTES, ClaimTargets::pairingAnswer),
                new FuzzTarget(
                        "attachment-receipt",
                        AttachmentReceipt.MAX_BYTES,
                        bytes -> isRead(() -> Promise.isReadAgainTheSame(
                                AttachmentReceipt.read(bytes), said -> AttachmentReceipt.read(said.write())))),
                new FuzzTarget("certificate-request", ClaimRequest.CSR_BYTES, ClaimTargets::certificateRequest));
    }

    /// Whatever a machine may be told over HTTPS before it is a terminal, or when it asks how it stands.
    private static boolean pairingAnswer(byte[] bytes) {
        boolean isBegun = isRead(
                () -> Promise.isReadAgainTheSame(PairingBegun.read(bytes), said -> PairingBegun.read(said.write())));
        boolean isWaiting = isRead(() ->
                Promise.isReadAgainTheSame(PairingWaiting.read(bytes), said -> PairingWaiting.read(said.write())));
        boolean isRefused = isRead(() ->
                Promise.isReadAgainTheSame(PairingRefused.read(bytes), said -> PairingRefused.read(said.write())));
        boolean isRenewalRefused = isRead(() ->
                Promise.isReadAgainTheSame(RenewalRefused.read(bytes), said -> RenewalRefused.read(said.write())));
        return isBegun || isWaiting || isRefused || isRenewalRefused;
    }

    private static boolean isRead(Runnable read) {
        try {
            read.run();
            return true;
        } catch (MalformedJson _) {
            return false;
        }
    }

    private static boolean certificateRequest(byte[] der) {
        try {
            CertificateRequest request = CertificateRequest.parse(der);
            Promise.holds(CertificateRequest.parse(der).key().equals(request.key()), () -> "a request has one key");
            return true;
        } catch (RefusedRequest _) {
            return false;
        }
    }
}
