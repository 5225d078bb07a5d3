// The phone's clock, put right by the server's whenever it can be asked. The difference is kept, so that a phone whose
// clock is wrong still makes passes of the right time when it is offline.
const NOTICED_MILLIS = 10_000;
const JUMP_MILLIS = 2_000;

export class PhoneClock {
  // offset: milliseconds to add to the phone's own clock; undefined where the server was never asked
  constructor(offset) {
    this.offset = offset;
    this.run = Date.now() - performance.now();
  }

  now() {
    this.#followJumps();
    return Date.now() + (this.offset ?? 0);
  }

  // serverNow was read somewhere between the two moments of the phone's own clock.
  learn(serverNow, asked, answered) {
    this.offset = Math.round(serverNow - (asked + answered) / 2);
    this.run = Date.now() - performance.now();
  }

  get isChecked() {
    return this.offset !== undefined;
  }

  // Positive: the phone is behind. 0 where nobody would notice.
  get noticedOffset() {
    const offset = this.offset ?? 0;
    return Math.abs(offset) < NOTICED_MILLIS ? 0 : offset;
  }

  // A clock that goes back was set; time goes on all the same. One that leaps ahead was set, or the phone slept: only
  // the server can tell, and it is asked when the page is seen again.
  #followJumps() {
    const run = Date.now() - performance.now();
    if (run - this.run < -JUMP_MILLIS) {
      this.offset = (this.offset ?? 0) - (run - this.run);
      this.run = run;
    }
  }
}
