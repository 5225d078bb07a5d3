/// Who a claimed terminal is: its key, its certificate, what it trusts, and how that makes TLS even when the
/// clock is wrong.
@NullMarked
package org.hongting.provisioning.identity;

import org.jspecify.annotations.NullMarked;
