export * from "./aabb.js";
export * from "./basis.js";
export * from "./bytes-to-var.js";
export * from "./color.js";
export * from "./containers.js";
export * from "./decode-variant.js";
export * from "./encode-variant.js";
export {
  color_from_excalibur,
  color_to_excalibur,
  type ExcaliburColor,
  type ExcaliburVector,
  from_excalibur,
  vector2_from_excalibur,
  vector2_to_excalibur,
} from "./excalibur.js";
export * from "./float.js";
export * from "./node-path.js";
export * from "./packed-arrays.js";
export * from "./plane.js";
export * from "./projection.js";
export * from "./quaternion.js";
export * from "./rect2.js";
export * from "./references.js";
export * from "./rid.js";
export * from "./string-name.js";
export * from "./transform2d.js";
export * from "./transform3d.js";
export * from "./var-to-bytes.js";
export * from "./variant-type.js";
export * from "./vector2.js";
export * from "./vector3.js";
export * from "./vector4.js";
