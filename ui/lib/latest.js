// Of several requests under way only the answer to the latest one counts; an earlier one may still be answered after it.
//
//   const isLatest = this.#latest.begin();
//   const answer = await call("export_preview", request);
//   if (isLatest()) this.#show(answer);

export class Latest {
  #begun = 0;

  /**
   * Begins a request; the answers to those before it no longer count.
   * @returns {() => boolean} whether it is still the latest one
   */
  begin() {
    this.#begun += 1;
    return this.mark();
  }

  /**
   * For a request that belongs to what was asked for last, and takes nothing's place.
   * @returns {() => boolean} whether nothing was begun since
   */
  mark() {
    const begun = this.#begun;
    return () => begun === this.#begun;
  }
}
