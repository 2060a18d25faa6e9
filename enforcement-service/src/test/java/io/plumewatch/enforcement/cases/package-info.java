/** Cases: the pure reconciliation under every order of arrival, and the way through the API. */
@NullMarked
package io.plumewatch.enforcement.cases;

import org.jspecify.annotations.NullMarked;
