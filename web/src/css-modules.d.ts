declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  // oxlint-disable-next-line import/no-default-export -- this is how bundlers hand out the names of a CSS module
  export default classes;
}

declare module "*.css" {}
