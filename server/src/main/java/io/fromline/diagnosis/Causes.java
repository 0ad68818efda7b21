package io.fromline.diagnosis;

import io.fromline.text.Catalogue;
import java.util.List;
import java.util.Locale;

/** The causes in words. */
public final class Causes {

    private final Catalogue catalogue;

    public Causes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public CauseText explain(String code, Locale locale) {
        return new CauseText(code, Actor.NOBODY.label(), catalogue.text(locale, "cause." + code + ".text"), List.of());
    }
}
