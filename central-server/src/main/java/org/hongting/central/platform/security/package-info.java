/// Accounts, sign-in, lockout and the audit log.
@NullMarked
package org.hongting.central.platform.security;

import org.jspecify.annotations.NullMarked;
