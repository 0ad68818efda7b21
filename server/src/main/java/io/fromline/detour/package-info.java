/** Other ways that mail may take while its own relay takes none, as far as the tenant chose so. */
@NullMarked
package io.fromline.detour;

import org.jspecify.annotations.NullMarked;
