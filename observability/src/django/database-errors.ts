/** The exceptions of PEP 249, which Django raises for what a database refuses: the values of the label `type`. */
export const DATABASE_ERROR_TYPES = [
  'DatabaseError',
  'DataError',
  'IntegrityError',
  'InterfaceError',
  'InternalError',
  'NotSupportedError',
  'OperationalError',
  'ProgrammingError',
] as const;

export type DatabaseErrorType = (typeof DATABASE_ERROR_TYPES)[number];

/** SQLSTATE classes by the exception that psycopg, Django's driver for PostgreSQL, raises for them. */
const CLASSES: Readonly<Partial<Record<DatabaseErrorType, readonly string[]>>> = {
  DataError: ['22'],
  IntegrityError: ['23'],
  InternalError: ['24', '25', '2B', '2D', '2F', '38', '39', '3B', 'XX'],
  NotSupportedError: ['0A'],
  OperationalError: ['08', '26', '27', '28', '34', '40', '53', '54', '55', '57', '58', 'F0', 'HV'],
  ProgrammingError: ['20', '21', '3D', '3F', '42', '44', 'P0'],
};

const TYPES = new Map(
  Object.entries(CLASSES).flatMap(([type, classes]) =>
    classes.map((sqlClass) => [sqlClass, type as DatabaseErrorType]),
  ),
);

/** What Django would call an error of this SQLSTATE, five characters such as `23505`; else `DatabaseError`. */
export const databaseErrorType = (sqlState: string): DatabaseErrorType =>
  TYPES.get(sqlState.slice(0, 2)) ?? 'DatabaseError';
