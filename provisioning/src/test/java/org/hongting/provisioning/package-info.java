/// Test doubles and facts that concern the whole module.
@NullMarked
package org.hongting.provisioning;

import org.jspecify.annotations.NullMarked;
