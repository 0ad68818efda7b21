package io.fromline.bench;

/** Somebody who hands in as many messages as there are numbers, and returns once all were acknowledged. */
interface Load {

    void handIn(Numbers numbers) throws Exception;
}
