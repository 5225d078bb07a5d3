@NullMarked
package org.hongting.central.ingest.worker;

import org.jspecify.annotations.NullMarked;
