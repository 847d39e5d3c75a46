// Whether a figure keeps to Plotly's own schema, as Plotly.PlotSchema.get() gives it: every attribute is there, and has a value that it may have.

/** The attributes of a figure { data, layout } that the schema does not know, or whose values it does not allow; each in a sentence. */
export function violations({ data, layout }, schema) {
  const found = [];
  data.forEach((trace, i) => {
    const known = schema.traces[trace.type];
    if (!known) found.push(`data[${i}].type: there is no trace ${trace.type}`);
    else checkObject(trace, { ...known.attributes, type: { valType: 'any' } }, `data[${i}]`, found);
  });
  // Traces bring attributes of the layout with them, such as barmode.
  const fromTraces = Object.assign({}, ...data.map(trace => schema.traces[trace.type]?.layoutAttributes ?? {}));
  checkObject(layout, { ...schema.layout.layoutAttributes, ...fromTraces }, 'layout', found);
  for (const [i, slider] of (layout.sliders ?? []).entries()) slider.steps.forEach((step, k) => checkUpdate(step.args, data, schema, `slider ${i}, step ${k}`, found));
  for (const [i, menu] of (layout.updatemenus ?? []).entries()) menu.buttons.forEach((button, k) => checkUpdate(button.args, data, schema, `menu ${i}, button ${k}`, found, button.method));
  return found;
}

// The arguments of update are [{path: [value of each trace]}, layout, traces], of restyle the same without the layout.
function checkUpdate(args, data, schema, where, found, method = 'update') {
  const [changes, layout, indices] = method === 'restyle' ? [args[0], {}, args[1]] : args;
  for (const [path, values] of Object.entries(changes)) {
    values.forEach((value, k) => {
      const trace = data[indices[k]];
      const known = path.split('.').reduce((part, key) => part?.[key], schema.traces[trace.type].attributes);
      if (known && value !== null) checkValue(value, known, `${where}, ${path} of trace ${indices[k]}`, found);
      else if (!known && value !== null) found.push(`${where}: ${trace.type} has no ${path}`);
    });
  }
  checkObject(layout, schema.layout.layoutAttributes, where, found);
}

function checkObject(object, known, where, found) {
  for (const [key, value] of Object.entries(object)) {
    const place = `${where}.${key}`;
    // xaxis2 is described as xaxis, and scene3 as scene.
    const attribute = known[key] ?? known[key.replace(/\d+$/, '')];
    if (attribute === undefined) found.push(`${place} is not in the schema`);
    else checkValue(value, attribute, place, found);
  }
}

function checkValue(value, attribute, place, found) {
  if (attribute.role === 'object' && attribute.items) {
    const item = Object.values(attribute.items)[0];
    if (!Array.isArray(value)) found.push(`${place} is no list`);
    else value.forEach((each, i) => checkObject(each, item, `${place}[${i}]`, found));
  } else if (attribute.role === 'object') {
    checkObject(value, attribute, place, found);
  } else if (Array.isArray(value) && attribute.arrayOk) {
    value.forEach((each, i) => allowed(each, attribute) || found.push(`${place}[${i}] may not be ${JSON.stringify(each)}`));
  } else if (!allowed(value, attribute)) {
    found.push(`${place} may not be ${JSON.stringify(value).slice(0, 80)}`);
  }
}

const colour = /^(#[0-9a-f]{6}([0-9a-f]{2})?|rgba?\([\d.,\s]+\))$/;
const within = (value, { min = -Infinity, max = Infinity }) => typeof value === 'number' && value >= min && value <= max;

function allowed(value, attribute) {
  switch (attribute.valType) {
    case 'any': return true;
    case 'boolean': return typeof value === 'boolean';
    case 'number': return within(value, attribute);
    case 'integer': return Number.isInteger(value) && within(value, attribute);
    case 'angle': return value === 'auto' || typeof value === 'number';
    case 'string': return typeof value === 'string' || (!attribute.strict && typeof value === 'number');
    case 'color': return colour.test(value);
    case 'colorlist': return Array.isArray(value) && value.every(each => colour.test(each));
    case 'colorscale': return Array.isArray(value) && value.every(([place, each]) => place >= 0 && place <= 1 && colour.test(each));
    case 'data_array': return Array.isArray(value);
    case 'enumerated': return attribute.values.some(each => (each === value) || (/^\/.*\/$/.test(each) && new RegExp(each.slice(1, -1)).test(value)));
    case 'flaglist': return [...(attribute.extras ?? []), ...(attribute.flags ?? [])].includes(value) || (typeof value === 'string' && value.split('+').every(flag => attribute.flags.includes(flag)));
    case 'info_array': return Array.isArray(value);
    case 'subplotid': return typeof value === 'string' && new RegExp(`^${attribute.dflt.replace(/\d+$/, '')}\\d*$`).test(value);
    default: throw new Error(`The schema has a kind of value that this check does not know: ${attribute.valType}`);
  }
}
