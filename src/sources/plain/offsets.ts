/** Where the keys of each map and the items of each list stand in a text. */
export class Offsets {
  private readonly places = new Map<object, Record<string, number>>();

  /** What to note the keys of a map or the items of a list in. */
  public of(collection: object): Record<string, number> {
    const places = {};
    this.places.set(collection, places);
    return places;
  }

  /** The offset of a key or an item. */
  public at(collection: unknown, key: string): number | undefined {
    const places = this.places.get(collection as object);
    return places && Object.hasOwn(places, key) ? places[key] : undefined;
  }
}
