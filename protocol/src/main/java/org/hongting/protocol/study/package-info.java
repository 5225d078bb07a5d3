/// Learning time, as both sides reckon it: what may be counted, and how intervals of it add up. No I/O.
@NullMarked
package org.hongting.protocol.study;

import org.jspecify.annotations.NullMarked;
