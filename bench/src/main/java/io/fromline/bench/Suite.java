package io.fromline.bench;

/** One thing that is measured, by a name that the command line knows. */
interface Suite {

    String name();

    /** Measures it; what is started for it is stopped again. */
    Section measure(Stage stage) throws Exception;
}
