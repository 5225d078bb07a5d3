package org.hongting.kiosk.checkin;

/// What becomes of a PIN that was typed.
public sealed interface PinStep {
    /// It is not even looked at.
    record Answered(Reply reply) implements PinStep {}

    /// It is to be compared, which takes tens of milliseconds: on another thread than the desk's, so that nobody with
    /// a card waits for it.
    final class Check implements PinStep {
        private final PinGate.Proof proof;
        private final String pin;

        Check(PinGate.Proof proof, String pin) {
            this.proof = proof;
            this.pin = pin;
        }

        PinGate.Proof proof() {
            return proof;
        }

        /// Any thread.
        public boolean isRight() {
            return proof.verifier().matches(pin);
        }
    }
}
