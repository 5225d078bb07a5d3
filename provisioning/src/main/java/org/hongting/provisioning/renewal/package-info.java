/// How an enrolled terminal keeps its certificate good, and learns why it is let in no more.
@NullMarked
package org.hongting.provisioning.renewal;

import org.jspecify.annotations.NullMarked;
