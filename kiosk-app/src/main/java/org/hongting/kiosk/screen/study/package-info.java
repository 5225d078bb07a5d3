/// The study screen: what there is for whoever signed in, and the readers.
@NullMarked
package org.hongting.kiosk.screen.study;

import org.jspecify.annotations.NullMarked;
