/// The phone pass: the small web app that phones keep, and the ways in which a phone is enrolled.
@NullMarked
package org.hongting.central.phone;

import org.jspecify.annotations.NullMarked;
