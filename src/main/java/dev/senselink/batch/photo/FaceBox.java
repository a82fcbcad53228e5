package dev.senselink.batch.photo;

/** Where a face is, in shares of the picture's width and height from its upper left corner. */
public record FaceBox(double left, double top, double width, double height) {

  /** The same place once a picture was turned clockwise by so many quarters. */
  public FaceBox turned(int quarters) {
    FaceBox box = this;
    for (int i = 0; i < Math.floorMod(quarters, 4); i++) {
      box = new FaceBox(1 - box.top - box.height, box.left, box.height, box.width);
    }
    return box;
  }
}
