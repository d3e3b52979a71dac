// Finds out whether a request is still the latest. Only the answer to the latest one counts, but an earlier one may be
// answered after it.
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
   * For a request that belongs to the latest one and does not replace it.
   * @returns {() => boolean} whether no other request was begun since
   */
  mark() {
    const begun = this.#begun;
    return () => begun === this.#begun;
  }
}
