/// Codes a member shows: the digits in a QR code, their byte layout and their verification.
@NullMarked
package org.hongting.protocol.code;

import org.jspecify.annotations.NullMarked;
