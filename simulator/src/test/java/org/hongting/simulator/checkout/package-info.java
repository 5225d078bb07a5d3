/// Tests of the checkout itself: the launcher and the documents.
@NullMarked
package org.hongting.simulator.checkout;

import org.jspecify.annotations.NullMarked;
